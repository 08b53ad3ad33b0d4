namespace Pressrun.Sql.Views;

/// <summary>Where a limit in force is known from.</summary>
public enum KnownFrom
{
    /// <summary>Nothing is known yet: it restricts nothing, or no more than a first guess.</summary>
    Nothing,

    /// <summary>The pipeline file, or what is known of the provider; no reply has said otherwise.</summary>
    Given,

    /// <summary>The headers of replies.</summary>
    Headers,

    /// <summary>Refusals, and what was spent between them: the provider's headers do not speak of it.</summary>
    Refusals,
}
