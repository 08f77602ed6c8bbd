import pino from 'pino'

/** Structured logs on standard error. Personal values are never logged: ids only. */
export const log = pino({ level: process.env.LOG_LEVEL || 'info', base: undefined }, pino.destination({ dest: 2, sync: true }))
