import { lazy, Suspense, useRef, useState } from 'react';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { RemovePost } from '../remove-post.tsx';
import { CaptionCounts, CaptionEditor } from './caption-editor.tsx';
import { ComposerBar } from './composer-bar.tsx';
import { ComposerDialogs, type DialogName } from './composer-dialogs.tsx';
import { ComposerHead } from './composer-head.tsx';
import { Fields, type FieldName } from './fields.tsx';
import { Files } from './files.tsx';
import { findJump, type Jump } from './find-jump.ts';
import { Preview } from './preview.tsx';
import { caption as words, head, saved } from './strings.ts';
import { useAddFiles } from './use-add-files.ts';
import { useComposition } from './use-composition.ts';
import './composer.css';

// There is nothing to judge before the first file is there.
const Preflight = lazy(async () => ({ default: (await import('./preflight.tsx')).Preflight }));

export interface ComposerProps {
  workspace: Workspace;
  /** The post to change; without one, a new post. */
  post?: Post | undefined;
  isNew: boolean;
  account?: string | undefined;
  assetIds?: string[];
  /** The wall time that it was begun for, as in a free hour of the calendar. */
  at?: string | undefined;
  onCreated?: (post: Post) => void;
}

/** Everything of a post in the making: account, files, words and fields, beside the preview and what Instagram would say. */
export function Composer({ workspace, isNew, at, ...start }: ComposerProps) {
  const composition = useComposition(workspace, start);
  const { draft, keeper, can, asset, change } = composition;
  const { uploads, isOver } = useAddFiles(workspace.id, ({ id }) => composition.addAssets([id]));
  const [openField, setOpenField] = useState<FieldName>();
  const [dialog, setDialog] = useState<DialogName>();
  const captionField = useRef<HTMLTextAreaElement>(null);
  const sort = asset?.video ? 'video' : 'image';

  function jump(to: Jump): void {
    if (to.item !== undefined) composition.choose(to.item);
    const place = findJump(to, composition);
    if (place.dialog) return setDialog(place.dialog);
    if (place.row) setOpenField(place.row);
    // What was opened is there after the next paint.
    requestAnimationFrame(() => {
      const target = document.getElementById(place.id);
      target?.scrollIntoView({ block: 'center' });
      target?.focus();
    });
  }

  return (
    <div className="composer">
      <div className="composer-editor">
        <div className="composer-body">
          <ComposerHead composition={composition} title={isNew ? head.newTitle : head.editTitle} />
          <Files composition={composition} uploads={uploads} isOver={isOver} onDialog={setDialog} />
          {can.caption ? (
            <>
              <CaptionEditor
                caption={draft.caption}
                field={captionField}
                onChange={(caption) => change({ caption })}
              />
              <div className="flex flex-wrap justify-between gap-x-5 gap-y-1 pt-3">
                <CaptionCounts caption={draft.caption} />
                <button type="button" className="jump small" onClick={() => setDialog('saved')}>
                  {saved.open}
                </button>
              </div>
            </>
          ) : (
            <p className="small mt-6 text-ink-3">{words.noCaption}</p>
          )}
          <Fields
            draft={draft}
            can={can}
            takes={{
              people: asset !== undefined && can.people[sort] !== null,
              products: asset !== undefined && can.products[sort] !== null,
              cover: asset !== undefined && can.cover,
            }}
            open={openField}
            onOpen={setOpenField}
            onDialog={setDialog}
            onChange={change}
            onSet={composition.set}
          />
          {composition.writing.post && (
            <RemovePost
              className="mt-6 -ml-4"
              post={composition.writing.post}
              workspace={workspace}
              keeper={keeper}
            />
          )}
        </div>
        <ComposerBar composition={composition} at={at} isUploading={uploads.current !== null} />
      </div>
      <aside className="stage" aria-label={head.toPreview}>
        <Preview
          draft={draft}
          assets={composition.assets}
          username={composition.account?.username}
          nth={composition.chosen}
          onTurn={composition.choose}
          published={composition.published}
        />
        {draft.items.length > 0 && (
          <Suspense>
            <Preflight composition={composition} onJump={jump} />
          </Suspense>
        )}
      </aside>
      {dialog && (
        <ComposerDialogs
          name={dialog}
          composition={composition}
          onInsert={(text) => {
            const { selectionStart, selectionEnd } = captionField.current ?? {};
            keeper.change((before) => ({
              ...before,
              caption: insert(before.caption, text, selectionStart, selectionEnd),
            }));
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}

/** Where the caret stood in the caption, in place of what was marked there. */
function insert(caption: string, text: string, start = caption.length, end = start): string {
  const [before, after] = [caption.slice(0, start), caption.slice(end)];
  const gap = before === '' || /\s$/.test(before) ? '' : '\n\n';
  return `${before}${gap}${text}${after}`;
}
