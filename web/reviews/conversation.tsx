import type { UseQueryResult } from '@tanstack/react-query';
import { Loaded } from '../app/loaded.tsx';
import { BoneRows } from '../look/skeleton.tsx';
import { goTo, places } from './comment-place.ts';
import { CommentForm } from './comment-form.tsx';
import { CommentList, type CommentDeeds } from './comment-list.tsx';
import { marksOf, type Remark } from './remark.ts';
import { ReviewedCaption } from './reviewed-caption.tsx';
import { conversation as words } from './strings.ts';
import type { Talk } from './use-talk.ts';
import './reviews.css';

/** The caption with its marks, what was said of the post, and where something new is said. */
export function ConversationSection(props: {
  caption: string;
  /** Where what was said is read by itself. */
  query?: UseQueryResult;
  remarks: readonly Remark[];
  talk: Talk;
  deeds: CommentDeeds;
  mayComment: boolean;
}) {
  const { caption, remarks, talk, mayComment } = props;
  // What Instagram's people say beneath a live post is something else.
  const title = mayComment ? words.title : words.before;
  const said = (
    <>
      {remarks.length === 0 && (
        <p className="text-pretty text-ink-3">
          {words.none} {mayComment && words.noneMeaning}
        </p>
      )}
      <CommentList postId={talk.postId} remarks={remarks} files={talk.items.length} deeds={props.deeds} />
    </>
  );
  return (
    <>
      {caption !== '' && (
        <ReviewedCaption
          postId={talk.postId}
          caption={caption}
          marks={marksOf(remarks)}
          onQuote={
            mayComment
              ? (quote) => {
                  talk.quote(quote);
                  goTo(places(talk.postId).writing);
                }
              : undefined
          }
        />
      )}
      <section aria-label={title} hidden={!mayComment && remarks.length === 0}>
        <h2 className="mb-3">{title}</h2>
        {props.query ? (
          <Loaded query={props.query} waiting={<BoneRows rows={2} />}>
            {() => said}
          </Loaded>
        ) : (
          said
        )}
        {mayComment && <CommentForm talk={talk} />}
      </section>
    </>
  );
}
