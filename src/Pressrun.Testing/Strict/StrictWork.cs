namespace Pressrun.Testing.Strict;

/// <summary>The kinds of calls the strict server is tested with.</summary>
internal enum StrictWork
{
    /// <summary>About four seconds of work, no tokens.</summary>
    Speech,

    /// <summary>About 1,200 tokens in and 500 out, of at most 2,000.</summary>
    Text,

    /// <summary>As text, but a few answers are many times longer than most: a Pareto tail up to 4,000.</summary>
    Heavy,
}
