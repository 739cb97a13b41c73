import { Link } from '@tanstack/react-router';
import { frame } from './strings.ts';

/** Says, for as long as it is true, that Instagram is a simulation here. */
export function SimulatedBanner() {
  return (
    <aside className="banner" aria-label={frame.simulated}>
      <span>
        <b className="strong">{frame.simulated}</b> {frame.simulatedMeaning}{' '}
        <Link to="/help/meta-app">{frame.simulatedLink}</Link>
      </span>
    </aside>
  );
}
