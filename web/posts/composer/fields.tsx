import {
  Clapperboard,
  FlaskConical,
  Handshake,
  MapPin,
  MessageCircle,
  Share2,
  ShoppingBag,
  Sparkles,
  Tag,
  UsersRound,
} from 'lucide-react';
import type { PostItem, PostSettings } from '#contract/posts.ts';
import type { Capabilities } from '#rules/capabilities.ts';
import { CollaboratorsField } from './collaborators-field.tsx';
import type { DialogName } from './composer-dialogs.tsx';
import type { Draft } from './draft.ts';
import { FieldRow, SwitchRow } from './field-row.tsx';
import { LocationField } from './location-field.tsx';
import { fields as words } from './strings.ts';

export type FieldName = 'firstComment' | 'collaborators' | 'location' | 'graduation';

/** What a kind takes beside its files and caption through the account's login, one line each. */
export function Fields(props: {
  draft: Draft;
  can: Capabilities;
  /** Whether the chosen file takes people, products, a cover. */
  takes: { people: boolean; products: boolean; cover: boolean };
  open: FieldName | undefined;
  onOpen: (field: FieldName | undefined) => void;
  onDialog: (name: DialogName) => void;
  onChange: (more: Partial<Draft>) => void;
  onSet: (more: Partial<PostSettings>) => void;
}) {
  const { draft, can, takes, onChange, onSet } = props;
  const { settings } = draft;
  const row = (name: FieldName) => ({
    name,
    isOpen: props.open === name,
    onToggle: () => props.onOpen(props.open === name ? undefined : name),
  });
  const asked = (name: 'people' | 'products' | 'cover') => ({
    name,
    isOpen: false,
    onToggle: () => props.onDialog(name),
  });
  const people = tagged(draft.items, (item) => item.people.map(({ username }) => `@${username}`));
  const products = tagged(draft.items, (item) => item.products.map(({ productId }) => productId));
  return (
    <section className="mt-5 border-t border-line" aria-label={words.title}>
      {can.firstComment && (
        <FieldRow
          {...row('firstComment')}
          icon={MessageCircle}
          title={words.firstComment}
          value={draft.firstComment.split('\n')[0] || words.none}
          isEmpty={draft.firstComment === ''}
        >
          <label className="label" htmlFor="first-comment">
            {words.firstCommentLabel}
          </label>
          <textarea
            id="first-comment"
            className="input"
            rows={3}
            value={draft.firstComment}
            aria-describedby="first-comment-hint"
            onChange={(event) => onChange({ firstComment: event.target.value })}
          />
          <span className="hint" id="first-comment-hint">
            {words.firstCommentHint}
          </span>
        </FieldRow>
      )}
      {takes.people && (
        <FieldRow
          {...asked('people')}
          icon={Tag}
          title={words.people}
          value={people || words.peopleNone}
          isEmpty={people === ''}
        />
      )}
      {takes.products && (
        <FieldRow
          {...asked('products')}
          icon={ShoppingBag}
          title={words.products}
          value={products || words.productsNone}
          isEmpty={products === ''}
        />
      )}
      {can.collaborators && (
        <FieldRow
          {...row('collaborators')}
          icon={UsersRound}
          title={words.collaborators}
          value={settings.collaborators.map((name) => `@${name}`).join(', ') || words.collaboratorsNone}
          isEmpty={settings.collaborators.length === 0}
        >
          <CollaboratorsField
            names={settings.collaborators}
            onChange={(collaborators) => onSet({ collaborators })}
          />
        </FieldRow>
      )}
      {can.location && (
        <FieldRow
          {...row('location')}
          icon={MapPin}
          title={words.location}
          value={settings.location?.name || settings.location?.pageId || words.none}
          isEmpty={!settings.location}
        >
          <LocationField location={settings.location} onChange={(location) => onSet({ location })} />
        </FieldRow>
      )}
      {takes.cover && (
        <FieldRow
          {...asked('cover')}
          icon={Clapperboard}
          title={words.cover}
          value={coverText(settings.cover)}
          isEmpty={!settings.cover}
        />
      )}
      {can.graduation && (
        <FieldRow
          {...row('graduation')}
          icon={FlaskConical}
          title={words.graduation}
          value={words[settings.graduation]}
          isEmpty={false}
        >
          <fieldset className="grid gap-2.5">
            <legend className="sr-only">{words.graduation}</legend>
            {(['manual', 'performance'] as const).map((way) => (
              <label key={way} className="flex items-center gap-2.5">
                <input
                  type="radio"
                  name="graduation"
                  checked={settings.graduation === way}
                  onChange={() => onSet({ graduation: way })}
                />
                {words[way]}
              </label>
            ))}
          </fieldset>
        </FieldRow>
      )}
      {can.shareToFeed && (
        <SwitchRow
          name="share"
          icon={Share2}
          title={words.share}
          hint={words.shareHint}
          isOn={settings.shareToFeed}
          onChange={(shareToFeed) => onSet({ shareToFeed })}
        />
      )}
      {can.isAiGenerated && (
        <SwitchRow
          name="ai"
          icon={Sparkles}
          title={words.ai}
          hint={words.aiHint}
          isOn={settings.isAiGenerated}
          onChange={(isAiGenerated) => onSet({ isAiGenerated })}
        />
      )}
      {can.isPaidPartnership && (
        <SwitchRow
          name="paid"
          icon={Handshake}
          title={words.paid}
          hint={words.paidHint}
          isOn={settings.isPaidPartnership}
          onChange={(isPaidPartnership) => onSet({ isPaidPartnership })}
        />
      )}
    </section>
  );
}

/** `@juniper.road on 3`, or the names alone where there is one file. */
function tagged(items: PostItem[], namesOf: (item: PostItem) => string[]): string {
  return items
    .map((item, i) => ({ names: namesOf(item).join(', '), n: i + 1 }))
    .filter(({ names }) => names !== '')
    .map(({ names, n }) => (items.length > 1 ? words.onNth(names, n) : names))
    .join('; ');
}

function coverText(cover: PostSettings['cover']): string {
  if (!cover) return words.coverStart;
  return cover.from === 'picture' ? words.coverPicture : words.coverAt((cover.atMs / 1000).toFixed(1));
}
