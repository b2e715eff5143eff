import ts from 'typescript';

const writing = /\b(?:insert into|delete from|update \w+(?:\.\w+)? set|truncate|copy \w+|create |drop |alter )/i;

/** The names of functions that change the database, by themselves or through others of the same files. */
export function writersOf(files: readonly { readonly path: string; readonly text: string }[]): ReadonlySet<string> {
  const bodies = new Map<string, string>();
  for (const { path, text } of files) {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    for (const statement of source.statements) {
      if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
        bodies.set(statement.name.text, statement.getText(source));
      }
    }
  }
  const writers = new Set([...bodies].filter(([, body]) => writing.test(body)).map(([name]) => name));
  for (let before = -1; before !== writers.size;) {
    before = writers.size;
    for (const [name, body] of bodies) {
      if (body.match(/\b\w+(?=\()/g)?.some((called) => called !== name && writers.has(called)) === true)
        writers.add(name);
    }
  }
  return writers;
}
