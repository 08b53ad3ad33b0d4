// The process that tests start and kill.
return 0;
