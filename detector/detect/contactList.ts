import type { SnapshotReader, SnapshotWriter } from './snapshot.ts';

const contactBytes = 16;
const wordsPerContact = 4;
const timesPerContact = 2;
const valueWord = 2;
const nextWord = 3;

/** What sources reached and when, numbered from 1, chained by key. The time, the value and the link of one stand together. */
export class ContactList {
  readonly #times: Float64Array;
  readonly #words: Uint32Array;
  /** Source ports below 1024, else 0; few contacts have one, and the pages of the others stay untouched. */
  readonly #lowPorts: Uint16Array;
  #size = 0;

  constructor(maxContacts: number) {
    const memory = new ArrayBuffer(contactBytes * (maxContacts + 1));
    this.#times = new Float64Array(memory);
    this.#words = new Uint32Array(memory);
    this.#lowPorts = new Uint16Array(maxContacts + 1);
  }

  get size(): number {
    return this.#size;
  }

  at(contact: number): number {
    return this.#times[timesPerContact * contact];
  }

  setAt(contact: number, at: number): void {
    this.#times[timesPerContact * contact] = at;
  }

  value(contact: number): number {
    return this.#words[wordsPerContact * contact + valueWord];
  }

  /** The source port that it came from where that is below 1024, else 0. */
  lowPort(contact: number): number {
    return this.#lowPorts[contact];
  }

  /** The contact after this one in its chain, or 0. */
  next(contact: number): number {
    return this.#words[wordsPerContact * contact + nextWord];
  }

  setNext(contact: number, next: number): void {
    this.#words[wordsPerContact * contact + nextWord] = next;
  }

  add(value: number, lowPort: number, at: number, next: number): number {
    this.#size += 1;
    this.#setLowPort(this.#size, lowPort);
    this.setAt(this.#size, at);
    this.#words[wordsPerContact * this.#size + valueWord] = value;
    this.setNext(this.#size, next);
    return this.#size;
  }

  /** Keeps the contacts that are marked in `numbers` and replaces each mark by the contact's new number. */
  compact(numbers: Uint32Array): void {
    let kept = 0;
    for (let contact = 1; contact <= this.#size; contact++) {
      if (numbers[contact] === 0) continue;
      kept += 1;
      numbers[contact] = kept;
      if (kept !== contact) this.#move(contact, kept);
    }
    this.#size = kept;
    for (let contact = 1; contact <= kept; contact++) this.setNext(contact, numbers[this.next(contact)]);
  }

  /** Replaces values that are numbers of addresses by new ones. */
  renumberValues(addressNumbers: Uint32Array): void {
    for (let contact = 1; contact <= this.#size; contact++) {
      this.#words[wordsPerContact * contact + valueWord] = addressNumbers[this.value(contact)];
    }
  }

  save(writer: SnapshotWriter): void {
    writer.number(this.#size);
    writer.column(this.#words.subarray(0, wordsPerContact * (this.#size + 1)));
    writer.column(this.#lowPorts.subarray(0, this.#size + 1));
  }

  load(reader: SnapshotReader): void {
    this.#size = reader.number();
    reader.column(this.#words.subarray(0, wordsPerContact * (this.#size + 1)));
    reader.column(this.#lowPorts.subarray(0, this.#size + 1));
  }

  #move(from: number, to: number): void {
    this.#times[timesPerContact * to] = this.#times[timesPerContact * from];
    this.#words[wordsPerContact * to + valueWord] = this.#words[wordsPerContact * from + valueWord];
    this.#words[wordsPerContact * to + nextWord] = this.#words[wordsPerContact * from + nextWord];
    this.#setLowPort(to, this.#lowPorts[from]);
  }

  #setLowPort(contact: number, lowPort: number): void {
    if (this.#lowPorts[contact] !== lowPort) this.#lowPorts[contact] = lowPort;
  }
}
