/** A wait that ends early when it is woken. */
export interface Alarm {
  /** Waits so long at most. A wake-up that came while nobody waited ends the next wait at once. */
  sleep(ms: number): Promise<void>;
  wake(): void;
}

/** Makes an alarm for any number of sleepers. */
export function createAlarm(): Alarm {
  const sleepers = new Set<() => void>();
  let missed = false;
  return {
    sleep(ms) {
      if (missed) {
        missed = false;
        return Promise.resolve();
      }
      return new Promise((done) => {
        const rise = (): void => {
          clearTimeout(timer);
          sleepers.delete(rise);
          done();
        };
        const timer = setTimeout(rise, ms);
        sleepers.add(rise);
      });
    },
    wake() {
      missed = sleepers.size === 0;
      for (const rise of sleepers) rise();
    },
  };
}
