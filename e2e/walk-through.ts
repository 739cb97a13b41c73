import type { Page, Request } from '@playwright/test';
import { expect } from './journey.ts';

/** A refusal that an offered control ended in. */
export interface Refusal {
  at: string;
  pressed: string;
  call: string;
  code: string;
}

/** What ends the visit, or belongs to the person and not to the workspace. */
const leftAlone = /sign out|leave|print|log out/i;
const refusing = ['not_allowed', 'not_found', 'role_changed'];

/**
 * Goes through a workspace as a restless person does: from `start` along every link that stands in a page, and on each page
 * presses everything that can be pressed, in dialogs too. Answers where the server refused, and which pages and controls
 * there were: a walk that pressed nothing shows nothing.
 */
export async function walkThrough(page: Page, start: string, within: string) {
  const { origin } = new URL(start);
  const refusals: Refusal[] = [];
  const seen = new Set<string>();
  const controls = new Set<string>();
  let pressed = '(the page itself)';
  const inFlight = new Set<Request>();
  const counts = (request: Request) => request.resourceType() === 'fetch';
  page.on('request', (request) => {
    if (counts(request)) inFlight.add(request);
  });
  let onEnd = () => {};
  const end = (request: Request) => inFlight.delete(request) && onEnd();
  page.on('requestfinished', end).on('requestfailed', end);
  page.on('response', async (response) => {
    if (response.status() < 400 || !counts(response.request())) return;
    const call = `${response.request().method()} ${new URL(response.url()).pathname}`;
    const by = { at: new URL(page.url()).pathname, pressed, call };
    const { code } = (await response.json().catch(() => ({}))) as { code?: string };
    if (code && refusing.includes(code)) refusals.push({ ...by, code });
  });
  const settled = async () => {
    do {
      while (inFlight.size > 0) await new Promise<void>((resolve) => (onEnd = resolve));
      // What an answer leads to may ask again.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    } while (inFlight.size > 0);
  };
  const open = async (path: string) => {
    inFlight.clear();
    await page.goto(origin + path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await settled();
  };

  const toVisit = [new URL(start).pathname];
  for (let path = toVisit.shift(); path !== undefined; path = toVisit.shift()) {
    if (seen.has(kindOf(path))) continue;
    seen.add(kindOf(path));
    pressed = '(the page itself)';
    await open(path);
    const { pathname, search } = new URL(page.url());
    const here = pathname + search;
    toVisit.push(...(await linksIn(page, within)));
    const done = new Set<string>();
    for (;;) {
      const offered = await controlsIn(page);
      const next = offered.find(({ name }) => !done.has(name) && !leftAlone.test(name));
      if (!next) {
        if (!(await page.locator('dialog[open]').count())) break;
        await page.keyboard.press('Escape');
        await settled();
        if (await page.locator('dialog[open]').count()) await open(here);
        continue;
      }
      done.add(next.name);
      controls.add(next.name);
      pressed = next.name;
      await press(page, next.nth);
      await settled();
      const now = new URL(page.url());
      if (now.pathname !== pathname) {
        toVisit.push(now.pathname + now.search);
        await open(here);
      }
    }
  }
  return { refusals, pages: [...seen], controls: [...controls] };
}

/** Two posts are two pages; two days of one calendar are one. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://here');
  return `${pathname}?${[...searchParams.keys()].sort().join()}`;
}

function linksIn(page: Page, within: string): Promise<string[]> {
  return page
    .locator(`a[href^="${within}"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

const pressable = 'button, select, input[type="checkbox"], [role="switch"], [role="menuitem"]';

/** What a person can press now: of an open dialog, else of the page beside its rail. */
function controlsIn(page: Page): Promise<{ name: string; nth: number }[]> {
  return page.locator(pressable).evaluateAll((all) => {
    const dialog = document.querySelector('dialog[open]');
    return all.flatMap((control, nth) => {
      const isOff = control.matches(':disabled, [aria-disabled="true"]') || !control.checkVisibility();
      const isElsewhere = dialog ? !dialog.contains(control) : !control.closest('#content');
      if (isOff || isElsewhere) return [];
      const labels = 'labels' in control ? [...(control.labels as NodeListOf<HTMLElement>)] : [];
      const label = control.getAttribute('aria-label') ?? labels.map((each) => each.textContent).join(' ');
      const words = label || (control.textContent ?? '');
      // Hours and counts change with what is done: the same control stays the same one.
      const name = words.trim().slice(0, 80).replaceAll(/\d+/g, '#');
      return [{ name: `${control.tagName.toLowerCase()} ${name}`, nth }];
    });
  });
}

async function press(page: Page, nth: number): Promise<void> {
  const control = page.locator(pressable).nth(nth);
  const options = await control.evaluate((it) => (it instanceof HTMLSelectElement ? it.options.length : -1));
  // What moved away or lies beneath something else was not offered at this moment.
  const quickly = { timeout: 2000 };
  if (options < 0) await control.click(quickly).catch(() => undefined);
  else if (options > 1) await control.selectOption({ index: options - 1 }, quickly).catch(() => undefined);
}
