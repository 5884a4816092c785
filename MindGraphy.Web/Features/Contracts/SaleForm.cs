using System.ComponentModel.DataAnnotations;
using MindGraphy.Domain.Contracts;

namespace MindGraphy.Web.Features.Contracts;

/// <summary>What the forms of packages and options have in common.</summary>
internal abstract class SaleForm
{
    [Required, MaxLength(Package.NameMaxLength)]
    public string? NameKo { get; set; }

    [Required, MaxLength(Package.NameMaxLength)]
    public string? NameEn { get; set; }

    [Required]
    public long? Price { get; set; }

    public bool VatIncluded { get; set; } = true;

    public DateOnly? SoldFrom { get; set; }

    public DateOnly? SoldUntil { get; set; }

    public bool OnPricePage { get; set; } = true;

    [MaxLength(Package.NoteMaxLength)]
    public string? NoteKo { get; set; }

    [MaxLength(Package.NoteMaxLength)]
    public string? NoteEn { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>Takes over what a row says.</summary>
    public void Fill(SaleRow row)
    {
        (NameKo, NameEn, Price, VatIncluded) = (row.NameKo, row.NameEn, row.Price.Won, row.VatIncluded);
        (SoldFrom, SoldUntil, OnPricePage, NoteKo, NoteEn, IsActive) = (
            row.SoldFrom,
            row.SoldUntil,
            row.OnPricePage,
            row.NoteKo,
            row.NoteEn,
            row.IsActive
        );
    }
}
