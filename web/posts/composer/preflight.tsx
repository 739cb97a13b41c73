import { useQuery } from '@tanstack/react-query';
import {
  CircleCheck,
  CircleX,
  Crop,
  Loader,
  TriangleAlert,
  WandSparkles,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Asset } from '#contract/library.ts';
import type { Breach } from '#rules/breach.ts';
import { client } from '../../app/client.ts';
import { fixes } from '../../library/strings.ts';
import { size } from '../../look/moments.ts';
import { ratioName } from './crop-frame.ts';
import type { Draft } from './draft.ts';
import type { Jump } from './find-jump.ts';
import { preflight as words, strip } from './strings.ts';
import type { Composition } from './use-composition.ts';

/** What Instagram would say, before it is asked: what blocks, what was fixed, and whether Meta can fetch the file. */
export function Preflight({ composition, onJump }: { composition: Composition; onJump: (to: Jump) => void }) {
  const { draft, assets, breaches, advice } = composition;
  const reach = useReach(composition.workspace.id, draft);
  const blocking = breaches.length + (reach.data?.state === 'wrong_bytes' ? 1 : 0);
  const looks = advice.length + (reach.data?.state === 'unreachable' ? 1 : 0);
  const told = (breach: Breach, icon: LucideIcon, tint: string) => (
    <Line
      key={`${breach.rule}:${breach.item ?? ''}:${breach.field ?? ''}`}
      icon={icon}
      tint={tint}
      jump={jumpWord(breach)}
      onJump={() => onJump(breach)}
    >
      <strong className="strong">
        {breach.item !== undefined && draft.items.length > 1 && `${breach.item + 1}: `}
        {breach.sentence}
      </strong>{' '}
      {breach.fix}
    </Line>
  );
  return (
    <section className="mx-auto mt-8 max-w-[25rem]" aria-labelledby="preflight">
      <h2 id="preflight" className="flex justify-between gap-3 pb-2.5 !text-small">
        {words.title}
        <output className="font-[420] text-ink-3">{summary(blocking, looks)}</output>
      </h2>
      <ul>
        {breaches.map((breach) => told(breach, CircleX, 'text-danger'))}
        {advice.map((each) => told(each, TriangleAlert, 'text-warning'))}
        {draft.items.map(({ assetId, crop }, nth) => {
          const asset = assets.get(assetId);
          if (typeof asset !== 'object') return null;
          const isWrong = breaches.some(({ field, item = 0 }) => field === 'items' && item === nth);
          return (
            <FileLines
              key={`${assetId}:${nth}`}
              asset={asset}
              name={(asset.video ? strip.video : strip.picture)(nth + 1, draft.items.length)}
              ratio={ratioName(asset.rendition, crop)}
              isWrong={isWrong}
              onJump={() => onJump({ field: 'items', item: nth })}
            />
          );
        })}
        {reach.isFetching && (
          <Line icon={Loader} tint="text-ink-3 turning">
            {words.reachWaits}
          </Line>
        )}
        {reach.data && <Line {...reachLook[reach.data.state]}>{reach.data.sentence}</Line>}
      </ul>
    </section>
  );
}

/** What was fixed of a file by the server, what a person's crop fixed, and that the whole fits. */
function FileLines(props: {
  asset: Asset;
  name: string;
  ratio: string | undefined;
  isWrong: boolean;
  onJump: () => void;
}) {
  const { asset, name, ratio } = props;
  return (
    <>
      {!props.isWrong && (
        <Line icon={CircleCheck} tint="text-success">
          {words.fits(name, factsOf(asset))}
        </Line>
      )}
      {ratio && (
        <Line icon={Crop} tint="text-ink-3" jump={words.adjust} onJump={props.onJump}>
          {words.cropped(name, ratio)}
        </Line>
      )}
      {asset.rendition.fixes.map((fix) => (
        <Line key={fix} icon={WandSparkles} tint="text-ink-3">
          {words.fixed(name, fixes[fix] ?? fix)}
        </Line>
      ))}
    </>
  );
}

function summary(blocking: number, looks: number): string {
  if (blocking > 0) return words.blocks(blocking);
  return looks > 0 ? words.look(looks) : words.nothingBlocks;
}

function jumpWord({ rule, field }: Breach): string {
  if (rule.startsWith('ratio_') || rule === 'carousel_shapes' || rule === 'upright_shape') return strip.crop;
  return field === 'altText' ? words.writeIt : words.show;
}

/** Whether Meta can fetch the files: asked of the server again when the files or the account change, not at every letter. */
function useReach(workspaceId: string, { connectionId, kind, items }: Draft) {
  const asked = items.map(({ assetId, crop }) => ({ assetId, crop }));
  return useQuery({
    queryKey: ['reach', workspaceId, connectionId, kind, asked],
    queryFn: async () =>
      (
        await client.posts.preflight({
          params: { workspaceId },
          body: { connectionId: connectionId ?? '', kind, items: asked },
        })
      ).reach,
    enabled: connectionId !== null && items.length > 0,
    staleTime: 60_000,
  });
}

function factsOf({ rendition, video }: Asset): string {
  const pixels = `${rendition.width} × ${rendition.height}, ${size(rendition.sizeBytes)}`;
  return video ? `${pixels}, ${(video.durationMs / 1000).toFixed(1)} s` : `${pixels} JPEG`;
}

const reachLook = {
  ok: { icon: CircleCheck, tint: 'text-success' },
  unreachable: { icon: TriangleAlert, tint: 'text-warning' },
  wrong_bytes: { icon: CircleX, tint: 'text-danger' },
};

function Line(props: {
  icon: LucideIcon;
  tint: string;
  jump?: string;
  onJump?: () => void;
  children: ReactNode;
}) {
  const { icon: Icon } = props;
  return (
    <li className="small grid grid-cols-[18px_minmax(0,1fr)_auto] gap-2.5 border-t border-line py-2.5 text-pretty text-ink-2">
      <Icon size={16} className={`mt-px ${props.tint}`} aria-hidden="true" />
      <span>{props.children}</span>
      {props.onJump && (
        <button type="button" className="jump" onClick={props.onJump}>
          {props.jump}
        </button>
      )}
    </li>
  );
}
