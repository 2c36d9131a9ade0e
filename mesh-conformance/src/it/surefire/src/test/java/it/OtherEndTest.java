package it;

/** The same ways again, for a second fork. */
class OtherEndTest extends EndTest {}
