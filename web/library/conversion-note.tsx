import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Clock, TriangleAlert } from 'lucide-react';
import type { Asset } from '#contract/library.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { file as words, library } from './strings.ts';

/** What a video still needs before it can go out, why, and the way to try again where that failed. */
export function ConversionNote(props: { asset: Asset; workspaceId: string; mayEdit: boolean }) {
  const { asset, workspaceId } = props;
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () => client.library.convert({ params: { workspaceId, assetId: asset.id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['assets', workspaceId] }),
  });
  if (!asset.conversion) return null;
  const isWaiting = asset.conversion === 'waiting';
  const Icon = isWaiting ? Clock : TriangleAlert;
  return (
    <>
      <p className="status mt-1 !whitespace-normal" data-tint={isWaiting ? undefined : 'warning'}>
        <Icon size={15} aria-hidden="true" />
        {library.conversion[asset.conversion]}
      </p>
      <p className="small text-pretty text-ink-3">{words.conversion[asset.conversion]}</p>
      {asset.conversion === 'failed' && props.mayEdit && (
        <Button
          size="small"
          className="mt-2"
          working={retry.isPending && words.converting}
          onClick={() => retry.mutate()}
        >
          {words.convertAgain}
        </Button>
      )}
      <ProblemNote error={retry.error} />
    </>
  );
}
