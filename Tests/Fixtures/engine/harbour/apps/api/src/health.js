// The answer of each server, or what went wrong with it.
export const health = async (questions) => {
  const ask = ([name, question]) =>
    question.then((reply) => [name, reply], (error) => [name, `error: ${error.message}`]);
  return Object.fromEntries(await Promise.all(Object.entries(questions).map(ask)));
};

export const isWell = (services) => Object.values(services).every((reply) => !reply.startsWith('error'));
