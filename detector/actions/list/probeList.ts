import type { X509Certificate } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { isIP } from 'node:net';
import { checkServerIdentity, rootCertificates } from 'node:tls';
import type { Configuration } from '../../setup/configuration.ts';
import { MendableError } from '../../errors.ts';
import { pollAsFirewall } from '../../publish/pollAsFirewall.ts';
import type { PolledList } from '../../publish/pollAsFirewall.ts';
import { countOf } from '../countOf.ts';
import type { ServerCertificate } from '../../publish/certificates.ts';
import { urlOf } from './listUrl.ts';
import { reachable } from './reachable.ts';

export interface TestStep {
  readonly step: 'connect' | 'name' | 'chain' | 'validity' | 'login' | 'list';
  readonly isGood: boolean;
  /** What was found, and how to mend it where it is not good. */
  readonly detail: string;
}

export interface ListProbe {
  readonly url: string;
  /** As far as it got. */
  readonly steps: readonly TestStep[];
  readonly entries: number | null;
  readonly bytes: number | null;
  readonly tookMs: number;
}

interface ProbeOptions {
  readonly list: { readonly port: number; readonly certificate: ServerCertificate };
  readonly configuration: Configuration['list'];
  /** What the firewalls call this server. */
  readonly name: string;
  readonly nowMs: number;
}

/** Fetches the list as a firewall would that calls the server by this name, and tells what it found. */
export async function probeList({ list, configuration, name: given, nowMs }: ProbeOptions): Promise<ListProbe> {
  const name = readName(given);
  const { authorityPem } = list.certificate;
  const startedAt = performance.now();
  const { host, port } = { host: reachable(configuration.host), port: list.port };
  const trusted =
    authorityPem === null ? [...rootCertificates, ...rootOf(list.certificate.certificatePem)] : [authorityPem];
  const polled = await pollAsFirewall({ host, port, name, trusted, login: configuration.login });
  const tookMs = Math.round(performance.now() - startedAt);
  const isList = polled.status === 200;
  return {
    url: urlOf(name, port),
    steps: [
      connectStep(polled, host, port, configuration.clients.length > 0),
      ...(polled.certificate === null ? [] : certificateSteps(polled, polled.certificate, name, nowMs)),
      ...(polled.status === null ? [] : [loginStep(polled, configuration.login !== null), listStep(polled)]),
    ],
    entries: isList ? polled.body.split('\n').length - 1 : null,
    bytes: isList ? Buffer.byteLength(polled.body) : null,
    tookMs,
  };
}

function readName(text: string): string {
  if (isIP(text) !== 0) return text;
  const name = domainToASCII(text);
  if (/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name)) return name;
  throw new MendableError(
    'list-name-wrong',
    `${JSON.stringify(text)} is neither a host name nor an address: write what stands in the firewall's source address of the list.`,
  );
}

/** An operator's file may end with the root of an authority of the company's own. */
function rootOf(pem: string): string[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).slice(1).slice(-1);
}

function connectStep(
  { fault, certificate, protocol }: PolledList,
  host: string,
  port: number,
  isRestricted: boolean,
): TestStep {
  const where = `${host} port ${port}`;
  if (certificate !== null) {
    return { step: 'connect', isGood: true, detail: `Connected to ${where} with ${protocol ?? 'TLS'}.` };
  }
  const because = `No connection to ${where}: ${fault ?? 'it was closed'}.`;
  const hint = isRestricted
    ? ` Only the clients of ACTIVE_DEFENSE_LIST_CLIENTS may connect; add ${host} to them to test from here.`
    : ' See the log of the detector.';
  return { step: 'connect', isGood: false, detail: because + hint };
}

function certificateSteps(polled: PolledList, certificate: X509Certificate, name: string, nowMs: number): TestStep[] {
  const nameFault = checkServerIdentity(name, certificate.toLegacyObject());
  const { validFromDate, validToDate } = certificate;
  const isValid = validFromDate.getTime() <= nowMs && nowMs < validToDate.getTime();
  const isOnlyOver = !isValid && /EXPIRED|NOT_YET_VALID/.test(polled.chainFault ?? '');
  const isChainGood = polled.chainFault === null || isOnlyOver;
  const issuer = certificate.issuer.replaceAll('\n', ', ');
  const span = `from ${dayOf(validFromDate)} to ${dayOf(validToDate)}`;
  return [
    {
      step: 'name',
      isGood: nameFault === undefined,
      detail:
        nameFault === undefined
          ? `The certificate is for ${name}.`
          : `The certificate is not for ${name}: add the name to ACTIVE_DEFENSE_LIST_NAMES, or to a certificate of your own.`,
    },
    {
      step: 'chain',
      isGood: isChainGood,
      detail: isChainGood
        ? `Signed by ${issuer}: the firewalls have to trust it, too.`
        : `Signed by ${issuer}, which leads to no authority that this server trusts (${polled.chainFault}): put the certificates between it and its root into the file, or see that the firewalls trust it.`,
    },
    {
      step: 'validity',
      isGood: isValid,
      detail: isValid ? `Valid ${span}.` : `Valid ${span}, which is not now: renew it, or set this server's clock.`,
    },
  ];
}

function loginStep({ status }: PolledList, isConfigured: boolean): TestStep {
  const isGood = status !== 401;
  const asked = isConfigured
    ? 'Logged in as the configured user; the firewalls have to, too.'
    : 'No login is asked for.';
  return {
    step: 'login',
    isGood,
    detail: isGood ? asked : 'The login was refused: restart the service after a change of it.',
  };
}

function listStep({ status, fault, body }: PolledList): TestStep {
  if (status === 200 && fault === null) {
    const entries = countOf(body.split('\n').length - 1, 'entry', 'entries');
    return { step: 'list', isGood: true, detail: `The list has ${entries}.` };
  }
  const why =
    status === 503
      ? 'there is no list yet; the first one is made once the database answers'
      : (fault ?? `status ${status ?? 0}`);
  return { step: 'list', isGood: false, detail: `No list came: ${why}.` };
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
