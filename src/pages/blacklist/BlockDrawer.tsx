import { Drawer } from '@grafana/ui';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { BlockStory } from './BlockStory.tsx';
import type { PageProps } from './pageProps.ts';
import { useReloadOn } from './useReloadOn.ts';

interface Props extends PageProps {
  /** Number of the block, as the URL has it. */
  readonly id: string;
}

/** The story of a block: why, what it did, how it stands, and what can be done. */
export function BlockDrawer({ id, change, refreshedAt, onWish, onRefresh }: Props) {
  const asked = useAnswer('GET /blacklist/blocks/:id', { params: { id: Number(id) } });
  const { answer, reload } = asked;
  useReloadOn(refreshedAt, reload);
  return (
    <Drawer
      title={answer === undefined ? 'Block' : answer.block.address}
      size="lg"
      onClose={() => change({ block: '' }, { isStep: true })}
    >
      <Answered of={asked}>
        {(story) => (
          <BlockStory key={story.block.id} story={story} change={change} onWish={onWish} onRefresh={onRefresh} />
        )}
      </Answered>
    </Drawer>
  );
}
