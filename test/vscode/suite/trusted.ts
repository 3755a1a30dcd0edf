/** The tests for a trusted workspace. Each import registers the tests of one feature. */
import './activation.ts';
import './agents.ts';
import './history.ts';
import './languageModels.ts';
import './suggest.ts';
import './notebook.ts';
import './question.ts';
import './synthesis.ts';
import './verifyOnSave.ts';
import './wholeFile.ts';
