namespace Pressrun.Model;

/// <summary>What a limit counts.</summary>
public enum Unit
{
    /// <summary>Calls, one each.</summary>
    Requests,

    /// <summary>Input and output tokens together.</summary>
    Tokens,

    /// <summary>Input tokens alone.</summary>
    InputTokens,

    /// <summary>Output tokens alone.</summary>
    OutputTokens,

    /// <summary>Characters of speech.</summary>
    Characters,

    /// <summary>Calls at the same time.</summary>
    Slots,
}
