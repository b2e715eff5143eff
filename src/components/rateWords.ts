import { numberWords } from './numberWords.ts';

/** Lines per second as a person reads them: whole from 10 on, never 0 while there are some. */
export function rateWords(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 0.1) return '< 0.1';
  return perSecond < 10 ? perSecond.toFixed(1) : numberWords(Math.round(perSecond));
}
