/** The time that a dashboard shows and how finely; `variables` by name, as the data source gets them. */
export interface Shown {
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalMs: number;
  /** A list is quoted item by item; a text is put in as it stands, as Grafana does with a variable's own value for all. */
  readonly variables: Readonly<Record<string, readonly string[] | string>>;
}

/**
 * Puts in what Grafana would: its variables first, as the page does, then the macros of its PostgreSQL data source, by the
 * same expression as there: an argument ends at the first closing parenthesis. Throws for what Grafana does not know.
 */
export function expandQuery(sql: string, shown: Shown): string {
  const { fromMs, toMs, intervalMs } = shown;
  const from = quote(new Date(fromMs).toISOString());
  const to = quote(new Date(toMs).toISOString());
  const seconds = intervalMs / 1000;
  const withVariables = sql
    .replaceAll(/\$\{(\w+):sqlstring\}|\$(?!__)(\w+)/g, (_, formatted?: string, plain?: string) =>
      expandVariable(formatted ?? plain ?? '', shown),
    )
    .replaceAll('$__interval_ms', String(intervalMs))
    .replaceAll('$__interval', `${seconds}s`);
  const expanded = withVariables.replaceAll(/\$([_a-zA-Z0-9]+)\(([^)]*)\)/g, (_, name: string, list: string) => {
    const args = list.split(',').map((arg) => arg.trim());
    if (name === '__timeFilter') return `${args[0]} BETWEEN ${from} AND ${to}`;
    if (name === '__timeFrom') return from;
    if (name === '__timeTo') return to;
    if (name === '__timeGroupAlias' && args[1] === `${seconds}s`) {
      return `floor(extract(epoch from ${args[0]})/${seconds})*${seconds} AS "time"`;
    }
    throw new Error(`Grafana has no macro ${name}(${list})`);
  });
  if (expanded.includes('$')) throw new Error(`something is left to put in: ${expanded}`);
  return expanded;
}

function expandVariable(name: string, { variables }: Shown): string {
  if (!(name in variables)) throw new Error(`the dashboard has no variable ${name}`);
  const value = variables[name];
  return typeof value === 'string' ? value : value.map(quote).join(',');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
