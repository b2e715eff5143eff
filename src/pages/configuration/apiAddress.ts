export type ReadAddress = { readonly url: string } | { readonly fault: string };

/** Reads the address of the API as a person writes it: a missing scheme, a slash at the end and the API's own path are mended. */
export function readApiAddress(text: string): ReadAddress {
  const given = text.trim();
  if (given === '') return { fault: 'It is empty. Write the address of the detector, such as http://127.0.0.1:8484.' };
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`;
  const url = URL.parse(whole);
  if (url === null || /\s/.test(given)) {
    return { fault: `“${given}” is not an address. Write it like http://127.0.0.1:8484.` };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { fault: `“${url.protocol}//” does not lead to the detector. It takes http:// or https://.` };
  }
  if (url.username !== '' || url.password !== '') {
    return { fault: 'A user name or password has no place in the address: the token is what lets this app in.' };
  }
  if (url.search !== '' || url.hash !== '') return { fault: 'What follows a ? or # has no place in the address.' };
  const path = url.pathname
    .replace(/\/+$/, '')
    .replace(/\/api(?:\/v1)?$/, '')
    .replace(/\/+$/, '');
  return { url: `${url.origin}${path}` };
}
