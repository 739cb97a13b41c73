import { useState } from 'react';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { chooseKeys, isKeysOn } from './keys-choice.ts';
import { keys as words } from './strings.ts';

/** The keys of the inbox, and the switch for those that are single letters. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [isOn, setIsOn] = useState(isKeysOn);
  return (
    <Modal title={words.title} onClose={onClose} foot={<Button onClick={onClose}>{words.close}</Button>}>
      <dl className="facts mt-4">
        {words.rows.map(([key, deed]) => (
          <div key={key} className="contents">
            <dt className="id">{key}</dt>
            <dd>{deed}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 grid grid-cols-[20px_1fr] gap-3 border-t border-line pt-4">
        <input
          type="checkbox"
          id="single-keys"
          className="check"
          checked={isOn}
          aria-describedby="single-keys-meaning"
          onChange={({ target }) => {
            chooseKeys(target.checked);
            setIsOn(target.checked);
          }}
        />
        <span>
          <label className="strong" htmlFor="single-keys">
            {words.single}
          </label>
          <span className="small block text-ink-3" id="single-keys-meaning">
            {words.singleMeaning}
          </span>
        </span>
      </div>
    </Modal>
  );
}
