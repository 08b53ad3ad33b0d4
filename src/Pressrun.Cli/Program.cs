// The command: everything it is given comes in through one Terminal, so that tests give it another.
using Pressrun.Cli;

return App.Run(args, Terminal.OfProcess());
