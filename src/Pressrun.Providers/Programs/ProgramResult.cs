namespace Pressrun.Providers.Programs;

/// <summary>How a program ended, or why it never began.</summary>
internal abstract record ProgramResult
{
    private ProgramResult()
    {
    }

    /// <summary>It ran to its end.</summary>
    /// <param name="Code">Its exit code: 0 for success, above 128 where a signal ended it.</param>
    /// <param name="Output">Everything it wrote to standard output.</param>
    /// <param name="Errors">The end of what it wrote to standard error.</param>
    public sealed record Ended(int Code, ReadOnlyMemory<byte> Output, string Errors) : ProgramResult
    {
        /// <summary>The last lines of <see cref="Errors"/> that are not empty, on one line.</summary>
        public string LastErrors(int lines) => string.Join("; ", Errors
            .Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeLast(lines));
    }

    /// <summary>There is no such program in the search path.</summary>
    /// <param name="Program">The program as it was named.</param>
    public sealed record Missing(string Program) : ProgramResult;

    /// <summary>The system would not start it.</summary>
    /// <param name="Cause">The system's words.</param>
    /// <param name="IsPassing">Whether it lacked memory or places for processes, which may come back.</param>
    public sealed record Unstartable(string Cause, bool IsPassing) : ProgramResult;

    /// <summary>It wrote more than was allowed, and was ended.</summary>
    /// <param name="Max">What was allowed, in bytes.</param>
    public sealed record TooMuch(int Max) : ProgramResult;
}
