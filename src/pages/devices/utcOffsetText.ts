/** An offset from UTC in minutes as `UTC+05:30`. */
export function utcOffsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const digits = (number: number): string => String(number).padStart(2, '0');
  return `UTC${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(size % 60)}`;
}
