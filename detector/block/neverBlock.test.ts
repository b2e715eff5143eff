import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cidrOf, formatCidr } from '../model/cidr.ts';
import { isPublic } from '../model/publicAddress.ts';
import { neverBlock, neverBlockEntries } from './neverBlock.ts';

describe('neverBlock', () => {
  it('holds the well-known resolvers of both families and the health probes of clouds', () => {
    const texts = new Set(neverBlock.map(formatCidr));
    for (const text of ['1.1.1.1', '8.8.8.8', '9.9.9.9', '2606:4700:4700::1111', '168.63.129.16', '35.191.0.0/16']) {
      assert.ok(texts.has(text), text);
    }
  });

  it('names public ranges, each once, in canonical text, with a source', () => {
    const texts = neverBlockEntries.flatMap(({ ranges }) => ranges);
    assert.equal(new Set(texts).size, texts.length);
    for (const text of texts) {
      assert.equal(formatCidr(cidrOf(text)), text);
      assert.ok(isPublic(cidrOf(text).words), text);
    }
    for (const { source } of neverBlockEntries) assert.ok(URL.canParse(source), source);
  });
});
