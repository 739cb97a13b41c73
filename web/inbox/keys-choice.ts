const place = 'inbox-keys';

/** Whether this browser's person wants single keys to do something; they do unless switched off. */
export function isKeysOn(): boolean {
  return localStorage.getItem(place) !== 'off';
}

export function chooseKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(place);
  else localStorage.setItem(place, 'off');
}
