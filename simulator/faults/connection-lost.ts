/** The wire was cut on purpose. In-process it becomes a rejected fetch, over a socket the connection is destroyed. */
export class ConnectionLost extends Error {
  constructor() {
    super('The simulator cut the connection, as a scripted fault asked.');
  }
}
