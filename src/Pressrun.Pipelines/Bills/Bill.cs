namespace Pressrun.Pipelines.Bills;

/// <summary>A service's own account of what it was asked: an export of its cost or usage page.</summary>
/// <param name="Lines">Its lines in the order of the file; at least one.</param>
public sealed record Bill(IReadOnlyList<BillLine> Lines)
{
    /// <summary>Whether a line names a model.</summary>
    public bool HasModels => Lines.Any(line => line.Model.Length > 0);

    /// <summary>Whether a line names an amount.</summary>
    public bool HasCosts => Lines.Any(line => line.Cost is not null);
}
