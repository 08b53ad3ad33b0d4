namespace Pressrun.Model;

/// <summary>An attempt whose intent is durable and whose reply is not.</summary>
internal sealed class OpenCall(Record.Intent intent)
{
    public Record.Intent Intent { get; } = intent;

    /// <summary>Seq of the intent.</summary>
    public long Seq => Intent.Seq;

    /// <summary>
    /// Whether it has been given up; it stays booked at its worst case until a late reply settles it.
    /// </summary>
    public bool IsUnknown { get; set; }
}
