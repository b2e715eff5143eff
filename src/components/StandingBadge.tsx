import type { IconName } from '@grafana/data';
import { Badge } from '@grafana/ui';
import type { BadgeColor } from '@grafana/ui';
import type { Answer } from '../../detector/api/contract/contract.ts';

type Standing = Answer<'GET /blacklist/verdict'>['standing'];

// Grafana's grey badge has too little contrast in its light theme.
const looks: Readonly<Record<Standing, readonly [text: string, color: BadgeColor, icon: IconName]>> = {
  blocked: ['Blocked', 'red', 'ban'],
  'partly-blocked': ['Partly blocked', 'orange', 'ban'],
  allowed: ['Allowed', 'green', 'check'],
  held: ['Held', 'orange', 'pause'],
  refused: ['Not blocked, by a rule of safety', 'blue', 'shield'],
  released: ['Released', 'blue', 'unlock'],
  watched: ['Watched', 'purple', 'eye'],
  seen: ['Seen, not blocked', 'blue', 'eye'],
  unknown: ['Not blocked', 'blue', 'question-circle'],
};

/** How an address stands, in a word. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const [text, color, icon] = looks[standing];
  return <Badge text={text} color={color} icon={icon} />;
}
