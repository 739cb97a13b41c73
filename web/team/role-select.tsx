import { useId } from 'react';
import { roles, type Role } from '#contract/op.ts';
import { may } from '../app/may.ts';
import { Select } from '../look/select.tsx';
import { member as words, members } from './strings.ts';

/** A role to choose, none above one's own, with what it may. */
export function RoleSelect(props: {
  mine: Role;
  value: Role;
  label: string;
  onChange: (role: Role) => void;
}) {
  const id = useId();
  return (
    <div>
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      <Select
        id={id}
        value={props.value}
        aria-describedby={`${id}-meaning`}
        onChange={({ target }) => {
          const chosen = roles.find((role) => role === target.value);
          if (chosen) props.onChange(chosen);
        }}
      >
        {roles
          .filter((role) => may(props.mine, role))
          .map((role) => (
            <option key={role} value={role}>
              {members.roles[role]}
            </option>
          ))}
      </Select>
      <span className="hint" id={`${id}-meaning`}>
        {words.meanings[props.value]}
      </span>
    </div>
  );
}
