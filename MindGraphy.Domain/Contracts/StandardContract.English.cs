namespace MindGraphy.Domain.Contracts;

public static partial class StandardContract
{
    private static readonly ContractClause[] EnglishClauses =
    [
        new(
            "Purpose",
            "The couple engages the studio to photograph their wedding, and the studio provides the pictures and products described above. This contract sets out the rights and duties of both sides."
        ),
        new(
            "Formation and deposit",
            """
            {{#deposit}}(1) The contract takes effect when the couple and the studio have signed and the couple has paid the deposit of {{deposit}}. From then on the studio keeps the wedding date free for the couple.
            (2) The deposit is due {{deposit_due}} and counts towards the total. If it is not paid in time, the studio may offer the date to others after telling the couple.{{/deposit}}
            {{^deposit}}(1) The contract takes effect when the couple and the studio have signed. From then on the studio keeps the wedding date free for the couple.
            (2) No deposit is asked for.{{/deposit}}
            """
        ),
        new(
            "Balance and receipts",
            """
            (1) {{#later_payments}}{{later_payments}}.{{/later_payments}}{{^later_payments}}Nothing is due beyond the deposit.{{/later_payments}}
            (2) Nothing is charged that is not written here. Extras are charged only where the couple has agreed to their content and price in writing, which includes electronic documents.
            (3) The studio issues a cash receipt within 5 days of each payment, and deducts no card fee when it refunds a card payment.
            """
        ),
        new(
            "The shoot",
            """
            (1) The studio photographs on site for {{shoot_hours}}. {{#overtime_price}}Where the couple asks for more time, both sides confirm it on site and each further half hour costs {{overtime_price}}.{{/overtime_price}}{{^overtime_price}}More time at the couple's request costs nothing extra.{{/overtime_price}}
            (2) At least 7 days before the wedding the couple tells the studio the order of the day, whom of the family to contact, and the moments they do not want to miss.
            (3) Where moments cannot be photographed for reasons outside the studio's control, such as rules of the venue or delays of the ceremony, the studio explains this to the couple.
            """
        ),
        new(
            "Photographer",
            """
            (1) The studio assigns the photographer named in this contract. Where none is named, it tells the couple the photographer's name and shows sample work at least 30 days before the wedding.
            (2) If illness or accident makes a change necessary, the studio says so at once and proposes a photographer of at least the same standing. It makes no change without the couple's agreement.
            (3) A couple that does not accept the change may withdraw without penalty and receives all payments back. A fee paid for a particular photographer is returned whenever that photographer changes.
            """
        ),
        new(
            "Change of date",
            """
            (1) The couple tells the studio at once when the date or time changes. If the studio is free on the new date, the contract continues at no extra cost and the change is recorded in an amendment.
            (2) If the studio is not free on the new date, the couple may choose another one or withdraw under clause {{clause_refund}}.
            (3) Where the wedding cannot take place for reasons neither side is responsible for, such as natural disaster or a public health order, the date is changed or the contract ended without penalty.
            """
        ),
        new(
            "Cancellation and refund",
            """
            (1) If the couple cancels before the shoot begins, they bear {{cancel_percent}} of the total ({{cancel_fee}}) and the studio returns whatever it has received beyond that.
            (2) If the couple cancels after the shoot has begun, they bear the cost of the stages already carried out and {{after_start_percent}} of the remainder. Albums not yet made are not charged.
            (3) If the studio cancels before the shoot begins, it returns all payments and pays compensation of {{studio_cancel_percent}} of the total, or of the couple's actual loss where that is greater.
            (4) Refunds are made within 7 days of notice, by the way the payment was made.
            (5) Where Korea's consumer dispute resolution standards are more favourable to the couple than this clause, those standards apply.
            """,
            "refund"
        ),
        new(
            "Pictures and selection",
            """
            (1) The studio provides the pictures in an online gallery within {{originals_days}} of the shoot. Unusable frames, such as closed eyes or missed focus, may be left out.
            (2) Within {{select_days}} of receiving them the couple chooses {{retouched}} for retouching. The studio reminds them at least twice before that time ends, and extends it once at their request.
            (3) Each further retouched picture costs {{extra_photo_price}}, and only where the couple orders it.
            """
        ),
        new(
            "Retouching and changes",
            """
            (1) The studio provides the retouched pictures within {{delivery_days}} of the couple's choice.
            (2) {{#revision_rounds}}The couple may ask for changes within {{revision_days}} of receiving the retouched pictures; the price includes {{revision_rounds}} of changes. Putting right what was asked for at first and not done does not count as a round.{{/revision_rounds}}{{^revision_rounds}}Changes are not included in the price. What was asked for at first and not done is put right free of charge.{{/revision_rounds}}
            (3) If the studio cannot keep a promised date, it gives the reason and a new date beforehand. After a delay of more than 30 days the couple may end the contract for the work outstanding and receive its cost back.
            """
        ),
        new(
            "Safekeeping and loss",
            """
            (1) The studio keeps the pictures on at least two separate storage devices for {{keep_months}} from the shoot, and tells the couple 30 days before that time ends.
            (2) If main pictures are lost or badly damaged through the studio's fault, it repeats the shoot at its own cost. Where that is impossible, as with a ceremony, it pays {{lost_photos_times}} times the photography fee.
            """,
            "keeping"
        ),
        new(
            "Copyright and likeness",
            """
            (1) Copyright remains with the studio. The couple may copy, print and share the pictures for personal use without limit of time.
            (2) The studio does not use pictures on its website, in social media, exhibitions or advertising without the consent of the people in them. Consent is asked for separately; price and service do not depend on it.
            (3) Consent may be withdrawn at any time, and the studio takes the publication down within 7 days of the request. Faces of people who have not consented, such as guests, are made unrecognisable.
            """
        ),
        new(
            "Personal data",
            """
            (1) The studio collects only the personal data needed to perform this contract and destroys it without delay when the period set by law has ended.
            (2) Where others are engaged, for example to make or deliver albums, they receive only what they need; the studio names them to the couple and is responsible for supervising them.
            """
        ),
        new(
            "Disputes",
            """
            (1) Matters not settled here follow the applicable laws of the Republic of Korea, the consumer dispute resolution standards and general custom.
            (2) The parties first try to agree. Failing that, either may apply to the Korea Consumer Agency or bring the matter before the court that has jurisdiction under the Civil Procedure Act.
            (3) This contract is concluded as an electronic document; the couple and the studio each keep a signed copy. Where the Korean and English versions differ, the Korean version prevails.
            """
        ),
    ];

    private static readonly ContractConsent[] EnglishConsents =
    [
        new(
            "terms",
            "Contract terms and refunds",
            "I have read and understood the clauses, in particular clause {{clause_refund}} (Cancellation and refund), and agree to them.",
            true
        ),
        new(
            "privacy",
            "Collection and use of personal data",
            "Collected by: {{studio}}. Items: name, phone number, e-mail address, date and place of the wedding, pictures taken. Purpose: performing the contract, telling you about dates, providing the results, settling payments. Period: 5 years for records of contract and payment; for pictures, the period in clause {{clause_keeping}}. You may refuse, but the contract cannot then be concluded.",
            true
        ),
        new(
            "portrait",
            "Use of likeness",
            "I agree that {{studio}} may show pictures of the two of us on its website, in social media and in its portfolio, until I withdraw this consent. Refusing has no disadvantage, and consent may be withdrawn at any time.",
            false
        ),
        new(
            "marketing",
            "News and offers",
            "I agree to receive news of events and products by text message, KakaoTalk and e-mail. Refusing has no disadvantage, and I may unsubscribe at any time.",
            false
        ),
    ];
}
