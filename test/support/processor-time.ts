/** Begins to count the processor time of this process; what it gives says the milliseconds since, whatever else the computer does. */
export function processorTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}
