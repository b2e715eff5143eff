import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../../detector/model/settings.ts';
import { checkSettings } from '../../../detector/model/settings.ts';
import { settingNames } from '../../components/settingLabels.ts';
import type { NumberName } from '../../components/settingLabels.ts';
import { placeFaults } from './placeFaults.ts';
import { numberLimits } from './settingFields.ts';
import { settingFault } from './settingFault.ts';
import { changedNames, changesOf, draftOf } from './settingsDraft.ts';
import { consequence, listChange, settingWords } from './settingWords.ts';

const settings = defaultSettings('UTC');
const draft = draftOf(settings);

describe('a draft of the settings', () => {
  it('changes nothing until something differs', () => {
    assert.deepEqual(changedNames(draft, { ...draft, 'portScan.ports': ' 010', denyRule: [...draft.denyRule] }), []);
    assert.deepEqual(
      changedNames(
        { ...draft, ownNetworks: ['192.0.2.0/24', '::1'] },
        { ...draft, ownNetworks: ['::1', '192.0.2.0/24'] },
      ),
      [],
    );
  });

  it('sends only what differs, in its groups, as the detector takes it', () => {
    const entered = {
      ...draft,
      'portScan.ports': '5',
      'portScan.mode': 'watch',
      'vulnerability.level': '2',
      'exclusions.ports': ['53'],
    };
    const changes = changesOf(entered, changedNames(draft, entered));
    assert.deepEqual(changes, {
      portScan: { ports: 5, mode: 'watch' },
      vulnerability: { level: 2 },
      exclusions: { ports: [53] },
    });
    assert.ok('settings' in checkSettings(changes, settings));
  });

  it('made of every setting is taken by the detector', () => {
    const checked = checkSettings(changesOf(draft, settingNames), settings);
    assert.deepEqual(checked, { settings });
  });
});

describe('a setting in the form', () => {
  it('has the limits of the detector', () => {
    for (const [name, limits] of Object.entries(numberLimits) as [NumberName, readonly [number, number]][]) {
      for (const number of [limits[0] - 1, ...limits, limits[1] + 1]) {
        const entered = { ...draft, [name]: String(number) };
        const isRight = 'settings' in checkSettings(changesOf(entered, [name]), settings);
        assert.equal(settingFault(entered, name) === undefined, isRight, `${name} ${number}`);
      }
    }
    for (const text of ['', 'ten', '1.5', '-1', '1e2']) {
      assert.match(settingFault({ ...draft, 'portScan.ports': text }, 'portScan.ports') ?? '', /from 1 to 1000/);
    }
    assert.match(settingFault({ ...draft, denyRule: [] }, 'denyRule') ?? '', /at least one/);
  });

  it('is told the faults that the detector finds in it', () => {
    const checked = checkSettings(
      { portScan: { ports: 0 }, ownNetworks: ['x', 'y'], timeZone: 'Mars', more: 1 },
      settings,
    );
    const { byName, others } = placeFaults('faults' in checked ? checked.faults : []);
    assert.deepEqual(Object.keys(byName).sort(), ['ownNetworks', 'portScan.ports', 'timeZone']);
    assert.match(byName.ownNetworks ?? '', /"x".*"y"/);
    assert.deepEqual(others.length, 1);
  });
});

describe('the summary of changes', () => {
  it('says how a setting stands in words', () => {
    assert.equal(settingWords({ ...draft, 'portScan.minutes': '0' }, 'portScan.minutes'), '0 (off)');
    assert.equal(settingWords(draft, 'vulnerability.level'), 'Critical');
    assert.equal(settingWords(draft, 'ownNetworks'), 'None');
    assert.equal(settingWords(draft, 'registerNewSenders'), 'No');
  });

  it('says what lists gain and lose, and what follows', () => {
    assert.deepEqual(listChange(['a', 'b'], ['b', 'c']), { added: ['c'], removed: ['a'] });
    assert.match(consequence('logMonths', draft, { ...draft, logMonths: '1' }) ?? '', /deleted/);
    assert.equal(consequence('logMonths', draft, { ...draft, logMonths: '9' }), undefined);
    assert.match(consequence('portScan.mode', draft, { ...draft, 'portScan.mode': 'watch' }) ?? '', /nobody/);
  });
});
