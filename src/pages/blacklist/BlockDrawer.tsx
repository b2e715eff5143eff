import { Drawer } from '@grafana/ui';
import { useAnswer } from '../../api/useAnswer.ts';
import { Answered } from '../../components/Answered.tsx';
import { BlockDetail } from './BlockDetail.tsx';
import type { PageProps } from './pageProps.ts';
import { useReloadOn } from './useReloadOn.ts';

interface Props extends PageProps {
  /** Number of the block, as the URL has it. */
  readonly id: string;
}

/** The details of a block: why, what it did, how it stands, and what can be done. */
export function BlockDrawer({ id, change, refreshedAt, onRequest, onRefresh }: Props) {
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
        {(detail) => (
          <BlockDetail
            key={detail.block.id}
            detail={detail}
            change={change}
            onRequest={onRequest}
            onRefresh={onRefresh}
          />
        )}
      </Answered>
    </Drawer>
  );
}
