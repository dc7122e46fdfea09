<?php

declare(strict_types=1);

namespace PrestaShop\PrestaShop\Core\Payment;

/** One way to pay, as a module offers it at the checkout. */
class PaymentOption
{
    use \Loud;

    private $callToActionText;
    private $logo;
    private $action;
    private $additionalInformation;
    private $form;
    private $inputs = [];
    private $moduleName;
    private $binary = false;

    public function getCallToActionText()
    {
        return $this->callToActionText;
    }

    public function setCallToActionText($text)
    {
        $this->callToActionText = $text;

        return $this;
    }

    public function getLogo()
    {
        return $this->logo;
    }

    public function setLogo($logo)
    {
        $this->logo = $logo;

        return $this;
    }

    public function getAction()
    {
        return $this->action;
    }

    public function setAction($action)
    {
        $this->action = $action;

        return $this;
    }

    public function getAdditionalInformation()
    {
        return $this->additionalInformation;
    }

    public function setAdditionalInformation($information)
    {
        $this->additionalInformation = $information;

        return $this;
    }

    public function getForm()
    {
        return $this->form;
    }

    public function setForm($form)
    {
        $this->form = $form;

        return $this;
    }

    public function getInputs()
    {
        return $this->inputs;
    }

    public function setInputs($inputs)
    {
        $this->inputs = $inputs;

        return $this;
    }

    public function getModuleName()
    {
        return $this->moduleName;
    }

    public function setModuleName($name)
    {
        $this->moduleName = $name;

        return $this;
    }

    public function isBinary()
    {
        return $this->binary;
    }

    public function setBinary($binary)
    {
        $this->binary = $binary;

        return $this;
    }
}
