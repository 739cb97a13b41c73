import { Button } from '../look/button.tsx';
import { posts as words } from './strings.ts';

/** The way to the posts of the next page, while there is one. */
export function MorePosts(props: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = props.query;
  if (!hasNextPage) return null;
  return (
    <Button
      className="mt-8"
      working={isFetchingNextPage && words.loadingMore}
      onClick={() => void fetchNextPage()}
    >
      {words.more}
    </Button>
  );
}
