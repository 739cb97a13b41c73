import type { ReactNode } from 'react';
import { SimulatedBanner } from '../app/simulated-banner.tsx';
import { Mark } from '../look/mark.tsx';
import { words } from '../look/strings.ts';
import picture from '../look/pictures/pair-of-jars.jpg';
import { firstRun } from './strings.ts';
import './door-frame.css';

/** The frame of the pages before one is inside: the form on one side, the idea of the product on the other. */
export function DoorFrame({
  simulated,
  foot,
  children,
}: {
  simulated: boolean;
  foot?: string;
  children: ReactNode;
}) {
  return (
    <>
      {simulated && <SimulatedBanner />}
      <div className="door-frame" data-simulated={simulated || undefined}>
        <main className="flex flex-col gap-8 p-5 sm:px-14 sm:py-9" id="content">
          <div className="flex items-center gap-2.5 font-voice text-[1.1875rem]">
            <Mark size={26} />
            {words.product}
          </div>
          <div className="m-auto w-full max-w-[25rem]">{children}</div>
          <p className="small text-ink-3">{foot}</p>
        </main>
        <aside className="stage door-idea" aria-label={firstRun.about}>
          <div className="developing">
            <span className="clip silver">
              <img src={picture} alt={firstRun.picture} />
            </span>
            <span className="clip">
              <img src={picture} alt="" />
            </span>
          </div>
          <div className="text-center">
            <p className="voice">{firstRun.motto}</p>
            <p className="mt-1.5 text-ink-3">{firstRun.mottoMeaning}</p>
          </div>
        </aside>
      </div>
    </>
  );
}
