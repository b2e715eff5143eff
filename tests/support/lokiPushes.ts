/**
 * A push as Grafana's own Go library makes it, byte for byte: `push.PushRequest` of github.com/grafana/loki/pkg/push
 * v0.0.0-20250630054201, marshalled, then `snappy.Encode` of github.com/golang/snappy v1.0.0, which is what Promtail and
 * Alloy send. Its first stream, {filename, host="fw-1", job="firewall"}, has a scan of 11 lines, one with structured metadata
 * and a hash; its second, {note, hostname="fw-2"}, a line with newlines inside and an empty one.
 */
export const goClientPush = Buffer.from(
  `
1BvwQArvGgpEe2ZpbGVuYW1lPSIvdmFyL2xvZy9GaXJld2FsbC9mdy0xLmxvZyIsIGhvc3Q9ImZ3LTEiLCBqb2I9ImZpCSaQIn0SrQIKCwiYq7vNBhCV
mu86Ep0CTWFyICA5IDE0OjEzOjQ0IAE5UCBTcmNMb2NhdGlvbj1Sb21hbmlhOwEVQElQPTQ1LjE0Mi4xOTMuMTE4BRYkUG9ydD00MDAwMAUPJFVzZXI9
OyBEc3QVRDBVbml0ZWQgU3RhdGVzBRs0SVA9MjAzLjAuMTEzLjcFEwVHADIFRgRBYwV7KGRlbnk7IFJ1bGVOAfgUc2Vuc29yCRFoSUQ9OyBUaW1lUmVj
ZWl2ZWQ9MjAyNi8wMy8wGc0cOyBUaHJlYXQFPhENBTpEU2V2ZXJpdHk9OyBTdWJ0eXBlDW0AVAELICBUUkFGRklDOy4wAQzVnqw7/jAB/jABUjABBDE7
/jAB/jABUjABCJWj6f4wAf4wAVYwAQAy/jAB/jABPTAAu3mQDNWnpjz+YAL+YAJSYAIAM/4wAf4wATkwNBoMCgV0cmFjZRIDYSJiLp4DCJWs4/4+Af4+
AVY+AQA0/j4B/j4BOT4uMAEM1bCgPf5uAv5uAlJuAgA1/jAB/jABVjABCJW13f4wAf4wAVYwAQA2/jAB/jABVjABDNW5mj7+YAL+YAJSYAIAN/4wAf4w
AVYwAQiVvtf+MAH+MAFWMAEAOP4wAf4wAVYwAQzVwpQ//mAC/mACUmACADn+MAH+MAFWMAEIlcfR/jAB/jABUjABBDEw/jAB/jABOTCQGO/9+tfs2f72
/gEKYAo4e25vdGU9InF1b3RlIFwiIGFuZCBcXAUHKMOpIFxuIFx4MDAiFnENFpgNrGZ3LTIifRIVCgASEWZpcnN0CnNlY29uZCDDqQ0KEg0KCwiYq7vN
BhCVmu86
`,
  'base64',
);

/** A push in JSON: each host with its lines. */
export function jsonPush(streams: Readonly<Record<string, readonly string[]>>): string {
  return JSON.stringify({
    streams: Object.entries(streams).map(([host, lines]) => ({
      stream: { job: 'firewall', ...(host === '' ? {} : { host }) },
      values: lines.map((line, i) => [`${1_773_065_624_000_000_000n + BigInt(i)}`, line]),
    })),
  });
}
