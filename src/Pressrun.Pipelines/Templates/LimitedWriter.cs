using System.Globalization;

namespace Pressrun.Pipelines.Templates;

/// <summary>Gathers a rendered text and stops one that grows without end, as loops inside loops do.</summary>
internal sealed class LimitedWriter(int unitsMax) : StringWriter(CultureInfo.InvariantCulture)
{
    /// <summary>Whether the limit was reached; the text is then incomplete.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Takes where each value begins; null does not ask.</summary>
    public List<Mark>? Marks { get; init; }

    /// <summary>How much is written.</summary>
    public int Length => GetStringBuilder().Length;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (IsFull || GetStringBuilder().Length + buffer.Length > unitsMax)
        {
            IsFull = true;
            return;
        }

        GetStringBuilder().Append(buffer);
    }
}
