using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>The mail server a pipeline hands its mails to, as the file describes it.</summary>
/// <param name="Address">Its name and port, such as <c>smtp.example.org:587</c>.</param>
/// <param name="Reference">Where its key is: <c>env:NAME</c> or <c>file:PATH</c>; null if it wants no login.</param>
/// <param name="Account">The user; null where the key holds user and password with a colon between.</param>
/// <param name="At">Where the pipeline file speaks of it.</param>
public sealed record MailServer(string Address, string? Reference, string? Account, Position At);
