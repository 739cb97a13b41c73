import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, Loader, TriangleAlert, WandSparkles, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Asset, Breach } from '#contract/library.ts';
import { client } from '../app/client.ts';
import { fixes } from '../library/strings.ts';
import { size } from '../look/moments.ts';
import { composer as words } from './strings.ts';

/** What Instagram would say, before it is asked: what blocks, what was fixed, and whether Meta can fetch the file. */
export function Preflight(props: {
  workspaceId: string;
  connectionId: string | undefined;
  asset: Asset | undefined;
  captionBreaches: Breach[];
  hasAltText: boolean;
}) {
  const { workspaceId, connectionId, asset, captionBreaches } = props;
  const reach = useQuery({
    queryKey: ['reach', workspaceId, connectionId, asset?.id],
    queryFn: async () =>
      (
        await client.posts.preflight({
          params: { workspaceId },
          body: { connectionId: connectionId ?? '', items: [{ assetId: asset?.id ?? '' }] },
        })
      ).reach,
    enabled: connectionId !== undefined && asset !== undefined,
    staleTime: 60_000,
  });
  const breaches = [...(asset?.breaches ?? []), ...captionBreaches];
  const blocking = breaches.length + (reach.data?.state === 'wrong_bytes' ? 1 : 0);
  return (
    <section className="mt-8" aria-labelledby="preflight">
      <h2 id="preflight" className="flex justify-between gap-3 pb-2.5 !text-small">
        {words.preflight}
        <output className="font-[420] text-ink-3">
          {blocking > 0 ? words.blocks(blocking) : words.nothingBlocks}
        </output>
      </h2>
      <ul>
        {breaches.map((breach) => (
          <Line key={breach.rule} icon={CircleX} tint="text-danger">
            <strong className="strong">{breach.sentence}</strong> {breach.fix}
          </Line>
        ))}
        {asset && !props.hasAltText && (
          <Line icon={TriangleAlert} tint="text-warning">
            {words.noAltText} <a href="#alt-text">{words.writeIt}</a>
          </Line>
        )}
        {asset && asset.breaches.length === 0 && (
          <Line icon={CircleCheck} tint="text-success">
            {words.fits(
              `${asset.rendition.width} × ${asset.rendition.height}, ${size(asset.rendition.sizeBytes)} JPEG`,
            )}
          </Line>
        )}
        {asset?.rendition.fixes.map((fix) => (
          <Line key={fix} icon={WandSparkles} tint="text-ink-3">
            {fixes[fix] ?? fix}
          </Line>
        ))}
        {captionBreaches.length === 0 && (
          <Line icon={CircleCheck} tint="text-success">
            {words.captionFits}
          </Line>
        )}
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

const reachLook = {
  ok: { icon: CircleCheck, tint: 'text-success' },
  unreachable: { icon: TriangleAlert, tint: 'text-warning' },
  wrong_bytes: { icon: CircleX, tint: 'text-danger' },
};

function Line({ icon: Icon, tint, children }: { icon: LucideIcon; tint: string; children: ReactNode }) {
  return (
    <li className="small grid grid-cols-[18px_minmax(0,1fr)] gap-2.5 border-t border-line py-2.5 text-pretty text-ink-2">
      <Icon size={16} className={`mt-px ${tint}`} aria-hidden="true" />
      <span>{children}</span>
    </li>
  );
}
