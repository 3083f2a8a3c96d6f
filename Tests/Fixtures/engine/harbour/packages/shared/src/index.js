import answer from 'harbour-answer';

export const greeting = 'hello from shared';
export { answer };
