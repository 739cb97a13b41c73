import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { assetsQuery } from '../../library/queries.ts';
import { Button } from '../../look/button.tsx';
import { Modal } from '../../look/modal.tsx';
import { BonePlates } from '../../look/skeleton.tsx';
import { library as words } from './strings.ts';

/** Files of the library, chosen in the order in which they shall stand. */
export function LibraryPicker(props: {
  workspaceId: string;
  onPick: (assetIds: string[]) => void;
  onClose: () => void;
}) {
  const query = useQuery(assetsQuery(props.workspaceId));
  const [chosen, setChosen] = useState<string[]>([]);
  const [sought, setSought] = useState('');
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <Modal
      title={words.title}
      size="wide"
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button kind="light" disabled={chosen.length === 0} onClick={() => props.onPick(chosen)}>
            {words.add(Math.max(chosen.length, 1))}
          </Button>
        </>
      }
    >
      <input
        type="search"
        className="input mt-4"
        aria-label={words.search}
        placeholder={words.search}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <div className="mt-4">
        <Loaded query={query} waiting={<BonePlates />}>
          {(assets) =>
            assets.length === 0 ? (
              <p className="text-ink-2">{words.empty}</p>
            ) : (
              <ul className="pick-grid">
                {assets
                  .filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()))
                  .map(({ id, name, pictureUrl, video }) => (
                    <li key={id}>
                      <button
                        type="button"
                        className="strip-plate"
                        aria-pressed={chosen.includes(id)}
                        onClick={() => toggle(id)}
                      >
                        <span className="clip silver aspect-[4/5] w-full">
                          <img
                            src={pictureUrl}
                            alt={video ? `${name}, ${words.video}` : name}
                            loading="lazy"
                          />
                        </span>
                        <span className="micro block h-4 text-ink-3" aria-hidden="true">
                          {chosen.includes(id) && chosen.indexOf(id) + 1}
                        </span>
                      </button>
                    </li>
                  ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Modal>
  );
}
