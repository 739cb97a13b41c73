export { createIntake, type Intake } from './create-intake.ts';
export { forgetDeliveries } from './forget-deliveries.ts';
export { workDeliveries } from './work-deliveries.ts';
