/** Opening hours in words, the same on both surfaces and in the open data. */
export { holidayName, hoursInWords, reasonInWords, spansInWords, weekInWords } from '../hours/texts/words.ts';
