export { createSimulator, type Simulator, type SimulatorOptions } from './create-simulator.ts';
export { demoApp } from './world/seed.ts';
export { startSimulator, type StartedSimulator } from './serve.ts';
export type { World } from './world/world.ts';
export { createVisitor, type ConsentChoice, type Visitor } from './visitor.ts';
export { createFacebookVisitor, type FacebookChoice, type FacebookVisitor } from './facebook-visitor.ts';
