/** Apart from the other words of the calendar: these stand on every page, and come with the first load. */
export const needs = {
  label: 'Needs you',
  asked: (n: number) => `${n.toLocaleString('en')} for approval`,
  failed: (n: number) => `${n.toLocaleString('en')} not published`,
  unconfirmed: (n: number) => `${n.toLocaleString('en')} to look at first`,
  paused: (n: number) => `${n.toLocaleString('en')} paused`,
  comment: (n: number) =>
    n === 1 ? '1 first comment not written' : `${n.toLocaleString('en')} first comments not written`,
};
