import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Loaded } from '../app/loaded.tsx';
import { Heading } from '../look/heading.tsx';
import { moment } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { readDeletion } from './read-deletion.ts';
import { deletion as words } from './deletion-strings.ts';

const route = getRouteApi('/open/deletion/$code');

/** The state of a data deletion that Instagram asked for, for whoever holds its confirmation code. */
export function DeletionPage() {
  const { code } = route.useParams();
  const query = useQuery({ queryKey: ['deletion', code], queryFn: () => readDeletion(code) });
  return (
    <>
      <Heading>{words.title}</Heading>
      <p className="read mt-2 mb-6 text-ink-2">{words.lede}</p>
      <Loaded query={query} waiting={<BoneRows rows={1} />}>
        {(deletion) => (
          <dl className="facts card p-5">
            <dt>{words.code}</dt>
            <dd className="id">{code}</dd>
            <dt>{words.state}</dt>
            <dd className="strong">{words[deletion.state]}</dd>
            <dt>{words.requested}</dt>
            <dd>{moment(deletion.requestedAt)}</dd>
            {deletion.completedAt && (
              <>
                <dt>{words.finished}</dt>
                <dd>{moment(deletion.completedAt)}</dd>
              </>
            )}
          </dl>
        )}
      </Loaded>
    </>
  );
}
