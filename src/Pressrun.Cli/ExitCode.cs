namespace Pressrun.Cli;

/// <summary>What a command tells the shell. If several apply, the first of this list: 70 6 130 143 4 3 1 5 0.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int SomeFailed = 1;
    public const int Usage = 2;
    public const int Budget = 3;
    public const int Credentials = 4;
    public const int Review = 5;
    public const int Store = 6;
    public const int Bug = 70;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
