/** The part of a logger the gateway needs; pino and the service-kit logger both fit. */
export interface GatewayLogger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLogger: GatewayLogger = { warn: () => undefined, error: () => undefined };
